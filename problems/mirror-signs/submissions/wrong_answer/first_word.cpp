// Reads up to the first space only.
#include <cctype>
#include <iostream>
#include <string>

int main() {
    std::string word, letters;
    std::cin >> word;
    for (unsigned char c : word)
        if (std::isalpha(c)) letters += static_cast<char>(std::tolower(c));
    int repaints = 0;
    for (int left = 0, right = static_cast<int>(letters.size()) - 1; left < right; left++, right--)
        if (letters[left] != letters[right]) repaints++;
    std::cout << repaints << '\n';
}
