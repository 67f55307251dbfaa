#include <fstream>
#include <iostream>
#include <string>

int main(int, char **argv) {
  std::ifstream input(argv[1]);
  std::ofstream message(std::string(argv[3]) + "judgemessage.txt");
  int secret, guess;
  input >> secret;
  for (int turn = 1; turn <= 10; turn++) {
    if (!(std::cin >> guess)) return message << "no guess", 43;
    if (guess == secret) return std::cout << "correct" << std::endl, message << "after " << turn, 42;
    std::cout << (guess > secret ? "lower" : "higher") << std::endl;
  }
  message << "too many guesses";
  return 43;
}
