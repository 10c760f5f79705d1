//===- Schema.h - The columns of training data, kept with the weights -----===//
//
// What later commands need to read a table as training did: names, so that
// other columns may be there too or in another order, and vocabularies. Kept in
// the metadata of the weights file, "aec.columns.<input>", as JSON:
// [{"name": "height"}, {"name": "colour", "words": ["blue", "red"]}].
//
//===----------------------------------------------------------------------===//
#ifndef AEC_LIB_RUNTIME_DATA_SCHEMA_H
#define AEC_LIB_RUNTIME_DATA_SCHEMA_H

#include "Array.h"

#include <map>

namespace aec::runtime {

/// Whether `text` may be kept in JSON.
bool isUtf8(const std::string &text);

/// Empty where there is nothing to keep: no names and no words.
std::string schemaText(const std::vector<Column> &columns);

/// The inverse; throws Error, `place` first, for anything malformed.
std::vector<Column> parseSchema(const std::string &text,
                                const std::string &place);

/// All schemas of a weights file's metadata, by input. `path` is for messages.
std::map<std::string, std::vector<Column>>
schemasOf(const std::map<std::string, std::string> &metadata,
          const std::string &path);

} // namespace aec::runtime

#endif // AEC_LIB_RUNTIME_DATA_SCHEMA_H
