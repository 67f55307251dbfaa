#include <cctype>
#include <iostream>
#include <string>

int main() {
    std::string line, letters;
    std::getline(std::cin, line);
    for (unsigned char c : line)
        if (std::isalpha(c)) letters += static_cast<char>(std::tolower(c));
    int repaints = 0;
    for (int left = 0, right = static_cast<int>(letters.size()) - 1; left < right; left++, right--)
        if (letters[left] != letters[right]) repaints++;
    std::cout << repaints << '\n';
}
