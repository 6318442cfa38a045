// Takes the place of gzip.cpp where the program is built without zlib.
#include "io/gzip.hpp"

namespace warrantor::io {

Expected<std::unique_ptr<ByteSource>> unpacked(std::unique_ptr<ByteSource> /*source*/) {
  return Error{"it is compressed, and this program was built without zlib; unpack it first"};
}

Expected<std::unique_ptr<Packer>> Packer::make() {
  return Error{"this program was built without zlib and cannot compress; leave out the .gz"};
}

}  // namespace warrantor::io
