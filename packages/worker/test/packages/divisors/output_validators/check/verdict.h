#include <cstdlib>
#include <fstream>
#include <string>

[[noreturn]] inline void accept() { std::exit(42); }
[[noreturn]] inline void reject(const std::string &feedback, const std::string &why) {
  std::ofstream(feedback + "judgemessage.txt") << why << '\n';
  std::exit(43);
}
