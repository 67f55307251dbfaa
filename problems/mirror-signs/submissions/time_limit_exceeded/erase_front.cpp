// Takes the compared letters off both ends, which moves the rest of the text each time.
#include <cctype>
#include <iostream>
#include <string>

int main() {
    std::string line;
    std::getline(std::cin, line);
    int repaints = 0;
    while (line.size() > 1) {
        if (!std::isalpha(static_cast<unsigned char>(line.front()))) {
            line.erase(line.begin());
        } else if (!std::isalpha(static_cast<unsigned char>(line.back()))) {
            line.pop_back();
        } else {
            if (std::tolower(line.front()) != std::tolower(line.back())) repaints++;
            line.erase(line.begin());
            line.pop_back();
        }
    }
    std::cout << repaints << '\n';
}
