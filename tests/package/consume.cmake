# Install, configure, build, run: each step must succeed. The scratch folder is made anew, so that nothing stale helps.
file(REMOVE_RECURSE ${SCRATCH_DIR})
foreach(step
    "--install;${BUILD_DIR};--prefix;${SCRATCH_DIR}/prefix"
    "-S;${CONSUMER_DIR};-B;${SCRATCH_DIR}/build;-G;${GENERATOR};-DCMAKE_BUILD_TYPE=${BUILD_TYPE};-DCMAKE_CXX_COMPILER=${COMPILER};-DCMAKE_PREFIX_PATH=${SCRATCH_DIR}/prefix;-DCONSUMER_SOURCE=${CONSUMER_SOURCE}"
    "--build;${SCRATCH_DIR}/build"
    "--build;${SCRATCH_DIR}/build;--target;test")
  execute_process(COMMAND ${CMAKE_COMMAND} ${step} COMMAND_ERROR_IS_FATAL ANY)
endforeach()
if(NOT EXISTS ${SCRATCH_DIR}/prefix/share/man/man1/warrantor.1)
  message(FATAL_ERROR "the man page is not installed")
endif()
