// Expects at least one letter.
#include <cctype>
#include <iostream>
#include <string>

int main() {
    std::string line, letters;
    std::getline(std::cin, line);
    for (unsigned char c : line)
        if (std::isalpha(c)) letters += static_cast<char>(std::tolower(c));
    int left = 0, right = static_cast<int>(letters.size()) - 1, repaints = 0;
    do {
        if (letters.at(left) != letters.at(right)) repaints++;
    } while (++left < --right);
    std::cout << repaints << '\n';
}
