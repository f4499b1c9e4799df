#include "CSimdjson.h"

#include <cstring>
#include <new>
#include <simdjson.h>

using namespace simdjson;

struct scan_json_parser {
  dom::parser parser;
};

// An element is a pointer to its document and an index into that document's tape. The C struct
// has the same two fields, so that no C++ type crosses the border.
static_assert(sizeof(dom::element) == sizeof(scan_json_value), "layout of dom::element changed");
static_assert(std::is_trivially_copyable<dom::element>::value, "dom::element is copied as bytes");

static dom::element element_of(scan_json_value value) {
  dom::element element;
  std::memcpy(static_cast<void *>(&element), &value, sizeof value);
  return element;
}

static scan_json_value value_of(const dom::element &element) {
  scan_json_value value;
  std::memcpy(&value, static_cast<const void *>(&element), sizeof value);
  return value;
}

template <class Iterator> static Iterator iterator_of(scan_json_value value) {
  static_assert(sizeof(Iterator) == sizeof value, "layout of the iterator changed");
  Iterator iterator;
  std::memcpy(static_cast<void *>(&iterator), &value, sizeof value);
  return iterator;
}

template <class Iterator> static scan_json_value place_of(const Iterator &iterator) {
  scan_json_value value;
  std::memcpy(&value, static_cast<const void *>(&iterator), sizeof value);
  return value;
}

scan_json_parser *scan_json_parser_create(void) { return new (std::nothrow) scan_json_parser; }

void scan_json_parser_destroy(scan_json_parser *parser) { delete parser; }

int scan_json_parse(scan_json_parser *parser, const char *bytes, size_t length,
                    scan_json_value *root) {
  dom::element element;
  error_code code = parser->parser.parse(bytes, length, true).get(element);
  if (code) return code;
  *root = value_of(element);
  return 0;
}

const char *scan_json_error(int code) { return error_message(static_cast<error_code>(code)); }

scan_json_kind scan_json_kind_of(scan_json_value value) {
  switch (element_of(value).type()) {
  case dom::element_type::ARRAY: return SCAN_JSON_ARRAY;
  case dom::element_type::OBJECT: return SCAN_JSON_OBJECT;
  case dom::element_type::INT64: return SCAN_JSON_INTEGER;
  case dom::element_type::UINT64: return SCAN_JSON_NUMBER;
  case dom::element_type::DOUBLE: return SCAN_JSON_NUMBER;
  case dom::element_type::STRING: return SCAN_JSON_STRING;
  case dom::element_type::BOOL: return SCAN_JSON_BOOLEAN;
  default: return SCAN_JSON_NULL;
  }
}

bool scan_json_boolean(scan_json_value value) {
  bool result = false;
  return element_of(value).get(result) ? false : result;
}

int64_t scan_json_integer(scan_json_value value) {
  int64_t result = 0;
  return element_of(value).get(result) ? 0 : result;
}

double scan_json_number(scan_json_value value) {
  double result = 0;
  return element_of(value).get(result) ? 0 : result;
}

const char *scan_json_string(scan_json_value value, size_t *length) {
  std::string_view text;
  if (element_of(value).get(text)) {
    *length = 0;
    return "";
  }
  *length = text.size();
  return text.data();
}

bool scan_json_find(scan_json_value object, const char *key, size_t key_length,
                    scan_json_value *found) {
  dom::object members;
  if (element_of(object).get(members)) return false;
  dom::element element;
  if (members.at_key(std::string_view(key, key_length)).get(element)) return false;
  *found = value_of(element);
  return true;
}

scan_json_name_set scan_json_names(scan_json_value object) {
  scan_json_name_set names = {};
  dom::object members;
  if (element_of(object).get(members)) return names;
  auto end = members.end();
  for (auto member = members.begin(); member != end; ++member) {
    std::string_view name = member.key();
    uint8_t place = scan_json_name_place(name.data(), name.size());
    names.words[place >> 6] |= (uint64_t)1 << (place & 63);
  }
  return names;
}

bool scan_json_iterate(scan_json_value container, scan_json_iterator *iterator) {
  dom::element element = element_of(container);
  if (element.is_object()) {
    dom::object members = element.get_object().value_unsafe();
    iterator->here = place_of(members.begin());
    iterator->end = place_of(members.end());
    iterator->is_object = true;
    return true;
  }
  if (element.is_array()) {
    dom::array elements = element.get_array().value_unsafe();
    iterator->here = place_of(elements.begin());
    iterator->end = place_of(elements.end());
    iterator->is_object = false;
    return true;
  }
  return false;
}

bool scan_json_next(scan_json_iterator *iterator, const char **key, size_t *key_length,
                    scan_json_value *value) {
  if (iterator->is_object) {
    auto here = iterator_of<dom::object::iterator>(iterator->here);
    auto end = iterator_of<dom::object::iterator>(iterator->end);
    if (!(here != end)) return false;
    std::string_view name = here.key();
    *key = name.data();
    *key_length = name.size();
    *value = value_of(here.value());
    ++here;
    iterator->here = place_of(here);
    return true;
  }
  auto here = iterator_of<dom::array::iterator>(iterator->here);
  auto end = iterator_of<dom::array::iterator>(iterator->end);
  if (!(here != end)) return false;
  *value = value_of(*here);
  ++here;
  iterator->here = place_of(here);
  return true;
}
