#include <cstdlib>
#include <fstream>
#include <iostream>
#include <string>
int main(int, char **argv) {
  std::ifstream words("words.txt");
  std::string word;
  for (int i = std::atoi(argv[1]); i > 0; i--) words >> word;
  std::cout << word << "\n";
}
