#include "CDefaultManifest.h"

// #embed is C23; clang has it in every language mode as an extension.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char text[] = {
#embed "../../scanners.yaml"
};

const unsigned char *scan_default_manifest(void) { return text; }

size_t scan_default_manifest_length(void) { return sizeof text; }
