# All C++ files have the format of .clang-format. To put it right: clang-format -i FILE…
file(GLOB_RECURSE files LIST_DIRECTORIES false
  ${SOURCE_DIR}/include/*.hpp ${SOURCE_DIR}/src/*.[ch]pp ${SOURCE_DIR}/tests/*.[ch]pp ${SOURCE_DIR}/examples/*.[ch]pp)
if(NOT files)
  message(FATAL_ERROR "no C++ files below ${SOURCE_DIR}")
endif()
execute_process(COMMAND ${CLANG_FORMAT} --dry-run -Werror ${files} RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "some files are not formatted; clang-format -i mends them")
endif()
