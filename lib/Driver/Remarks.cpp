//===- Remarks.cpp - Remarks of passes as diagnostics ---------------------===//
//
// A streamer of our own: upstream's prints all fields of a remark, YAML-like,
// where a user wants a sentence with the function it is about.
//
//===----------------------------------------------------------------------===//
#include "Remarks.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Remarks.h"

using namespace mlir;

namespace {
class DiagnosticStreamer : public remark::detail::MLIRRemarkStreamerBase {
public:
  void streamOptimizationRemark(const remark::detail::Remark &remark) override {
    InFlightDiagnostic diagnostic = emitRemark(remark.getLocation());
    if (remark.getRemarkType() == llvm::remarks::Type::Missed)
      diagnostic << "not done: ";
    if (!remark.getFunction().empty() &&
        remark.getFunction() != "<unknown function>")
      diagnostic << "in " << remark.getFunction() << ": ";
    llvm::ListSeparator space(" ");
    // Upstream ends a string that is streamed into a remark with a space.
    for (const auto &argument : remark.getArgs())
      diagnostic << StringRef(space)
                 << (argument.key == "Remark" ? "" : argument.key + ": ")
                 << StringRef(argument.val).rtrim();
  }
};
} // namespace

void aec::enableRemarks(MLIRContext &context) {
  remark::RemarkCategories categories;
  categories.passed = categories.missed = categories.analysis =
      categories.failed = ".*";
  if (failed(remark::enableOptimizationRemarks(
          context, std::make_unique<DiagnosticStreamer>(),
          std::make_unique<remark::RemarkEmittingPolicyAll>(), categories)))
    emitError(UnknownLoc::get(&context), "cannot enable remarks");
}
