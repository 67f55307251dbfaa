#include "solve.h"
#include <iostream>
int main() {
  int a, b;
  std::cin >> a >> b;
  std::cout << solve(a, b) << "\n";
}
