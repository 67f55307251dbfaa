#include "verdict.h"
#include <fstream>
#include <iostream>

int main(int argc, char **argv) {
  if (argc < 5 || std::string(argv[4]) != "proper") return 1;
  std::ifstream input(argv[1]), answer(argv[2]);
  long long n, divisor;
  std::string there_is, word;
  input >> n;
  answer >> there_is;
  if (!(std::cin >> word)) reject(argv[3], "no output");
  if (word == "none") there_is == "none" ? accept() : reject(argv[3], "there is one");
  divisor = word.size() > 18 ? 0 : std::atoll(word.c_str());
  if (divisor <= 1 || divisor >= n || n % divisor != 0) reject(argv[3], word + " is not a proper divisor");
  if (std::cin >> word) reject(argv[3], "more than was asked for");
  accept();
}
