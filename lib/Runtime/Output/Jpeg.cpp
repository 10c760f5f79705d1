//===- Jpeg.cpp - What JPEG makes of a picture, by libjpeg ----------------===//
//
// libjpeg reports errors by longjmp here; nothing with a destructor lies
// between it and setjmp.
//
//===----------------------------------------------------------------------===//
#include "Jpeg.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <jpeglib.h>

namespace {
struct Errors {
  jpeg_error_mgr manager; // first, so that a pointer to it is one to this
  jmp_buf place;
};

struct Bytes {
  unsigned char *data = nullptr;
  unsigned long size = 0;
};
} // namespace

[[noreturn]] static void leave(j_common_ptr info) {
  std::longjmp(reinterpret_cast<Errors *>(info->err)->place, 1);
}

static void quiet(j_common_ptr) {}

static jpeg_error_mgr *prepare(Errors &errors) {
  jpeg_error_mgr *manager = jpeg_std_error(&errors.manager);
  manager->error_exit = leave;
  manager->output_message = quiet;
  return manager;
}

static bool encode(const uint8_t *pixels, int64_t height, int64_t width,
                   int64_t channels, int64_t quality, int64_t fullColour,
                   Bytes &bytes) {
  jpeg_compress_struct coder = {};
  Errors errors;
  coder.err = prepare(errors);
  if (setjmp(errors.place)) {
    jpeg_destroy_compress(&coder);
    // Until it finishes the buffer is libjpeg's, which may have freed it.
    bytes.data = nullptr;
    return false;
  }
  jpeg_create_compress(&coder);
  jpeg_mem_dest(&coder, &bytes.data, &bytes.size);
  coder.image_height = JDIMENSION(height);
  coder.image_width = JDIMENSION(width);
  coder.input_components = int(channels);
  coder.in_color_space = channels == 3 ? JCS_RGB : JCS_GRAYSCALE;
  jpeg_set_defaults(&coder);
  jpeg_set_quality(&coder, int(quality), TRUE);
  coder.optimize_coding = TRUE;
  if (fullColour)
    coder.comp_info[0].h_samp_factor = coder.comp_info[0].v_samp_factor = 1;
  jpeg_start_compress(&coder, TRUE);
  while (coder.next_scanline < coder.image_height) {
    auto row = const_cast<JSAMPROW>(pixels + int64_t(coder.next_scanline) *
                                                 width * channels);
    jpeg_write_scanlines(&coder, &row, 1);
  }
  jpeg_finish_compress(&coder);
  jpeg_destroy_compress(&coder);
  return true;
}

static bool decode(const Bytes &bytes, int64_t stride, uint8_t *decoded) {
  jpeg_decompress_struct coder = {};
  Errors errors;
  coder.err = prepare(errors);
  if (setjmp(errors.place)) {
    jpeg_destroy_decompress(&coder);
    return false;
  }
  jpeg_create_decompress(&coder);
  jpeg_mem_src(&coder, bytes.data, bytes.size);
  jpeg_read_header(&coder, TRUE);
  jpeg_start_decompress(&coder);
  while (coder.output_scanline < coder.output_height) {
    JSAMPROW row = decoded + int64_t(coder.output_scanline) * stride;
    jpeg_read_scanlines(&coder, &row, 1);
  }
  jpeg_finish_decompress(&coder);
  jpeg_destroy_decompress(&coder);
  return true;
}

extern "C" int64_t aec_jpeg(const uint8_t *pixels, int64_t height,
                            int64_t width, int64_t channels, int64_t quality,
                            int64_t fullColour, uint8_t *decoded) {
  if (height > JPEG_MAX_DIMENSION || width > JPEG_MAX_DIMENSION)
    return 0;
  Bytes bytes;
  bool done =
      encode(pixels, height, width, channels, quality, fullColour, bytes) &&
      decode(bytes, width * channels, decoded);
  std::free(bytes.data);
  return done ? int64_t(bytes.size) : 0;
}
