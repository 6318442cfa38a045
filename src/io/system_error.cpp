#include "io/system_error.hpp"

#include <cerrno>

namespace warrantor::io {

std::string describe_system_error(int number) {
  switch (number) {
    case ENOENT:
      return "there is no such file or folder";
    case ENOTDIR:
      return "a part of the path is not a folder";
    case EACCES:
    case EPERM:
      return "permission denied";
    case EISDIR:
      return "is a folder, not a file";
    case ENOSPC:
      return "no space is left on the disk";
    case EDQUOT:
      return "the disk quota is used up";
    case EFBIG:
      return "the file would become too large";
    case EROFS:
      return "the disk is read-only";
    case EMFILE:
    case ENFILE:
      return "too many files are open";
    case ENAMETOOLONG:
      return "the name is too long";
    case ELOOP:
      return "too many symbolic links";
    case EPIPE:
      return "the reader has gone";
    case EIO:
      return "the disk or device reports an error";
    case EBADF:
      return "it is closed";
    default:
      return "system error " + std::to_string(number);
  }
}

}  // namespace warrantor::io
