//===- Losses.cpp - The number an objective minimises ---------------------===//
#include "Losses.h"
#include "dialects/AE/AE.h"
#include "dialects/NN/Adjoint.h"
#include "dialects/NN/Variational.h"

using namespace mlir;
using namespace aec;

Value aec::markedArgument(func::FuncOp function, Type type, StringRef attr) {
  unsigned count = function.getNumArguments();
  for (unsigned at = 0; at < count; ++at)
    if (function.getArgAttr(at, attr))
      return function.getArgument(at);
  Builder builder(function.getContext());
  DictionaryAttr attrs = builder.getDictionaryAttr(
      builder.getNamedAttr(attr, builder.getUnitAttr()));
  (void)function.insertArgument(count, type, attrs, function.getLoc());
  return function.getArgument(count);
}

Value aec::stateArgument(func::FuncOp function, StringAttr name) {
  for (BlockArgument argument : function.getArguments())
    if (function.getArgAttr(argument.getArgNumber(), "ae.state") == name)
      return argument;
  return {};
}

std::string aec::momentName(StringRef objective, StringRef parameter,
                            StringRef moment) {
  return (objective + "." + parameter + "." + moment).str();
}

SmallVector<Value> aec::buildWeightFactors(OpBuilder &builder,
                                           func::FuncOp function) {
  auto schedules = function->getAttrOfType<ArrayAttr>("ae.term_schedules");
  SmallVector<Value> factors;
  for (Attribute attr :
       schedules ? schedules.getValue() : ArrayRef<Attribute>()) {
    auto schedule = dyn_cast<ae::ScheduleAttrInterface>(attr);
    if (!schedule) {
      factors.push_back({});
      continue;
    }
    // A weight, other than a rate, may start at 0: no part of a step is added.
    Location loc = function.getLoc();
    Type f64 = builder.getF64Type();
    Value epoch = markedArgument(function, f64, "ae.epoch");
    Value epochs = markedArgument(function, f64, "ae.epochs");
    Value step =
        arith::ConstantOp::create(builder, loc, builder.getF64FloatAttr(0.0));
    factors.push_back(schedule.buildFactor(builder, loc, epoch, epochs, step));
  }
  function->removeAttr("ae.term_schedules");
  return factors;
}

std::pair<Value, Value> aec::buildLosses(OpBuilder &builder, Location loc,
                                         ValueRange terms, ArrayAttr weights,
                                         ArrayRef<Value> factors) {
  Value total;
  SmallVector<Value> parts;
  for (auto [term, weight] :
       llvm::zip_equal(terms, weights.getAsRange<FloatAttr>())) {
    Value mean = term;
    if (nn::hasBatch(term.getType()))
      mean = nn::MeanOp::create(builder, loc, term, ArrayRef<int64_t>{0});
    Value weighted = mean;
    if (weight.getValueAsDouble() != 1.0)
      weighted = nn::MulOp::create(
          builder, loc, mean,
          nn::constantLike(builder, loc, weight.getValueAsDouble(), mean));
    if (Value factor = factors.empty() ? Value() : factors[parts.size()])
      weighted = nn::ScaleOp::create(builder, loc, weighted.getType(), weighted,
                                     factor);
    total = total ? nn::AddOp::create(builder, loc, total, weighted) : weighted;
    parts.push_back(mean);
  }
  parts.insert(parts.begin(), total);
  for (Value &part : parts)
    part = nn::ReshapeOp::create(builder, loc, part, ArrayRef<int64_t>{1});
  return {total, nn::ConcatOp::create(builder, loc, parts, 0)};
}
