#ifndef CDEFAULTMANIFEST_H
#define CDEFAULTMANIFEST_H

#include <stddef.h>

/// The repository's scanners.yaml as it was when the binary was built.
const unsigned char *scan_default_manifest(void);
/// In bytes.
size_t scan_default_manifest_length(void);

#endif
