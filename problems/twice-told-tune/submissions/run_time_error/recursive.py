# Builds the tune's suffix trie, letter by letter, by recursion.
def insert(trie, suffix, begin, at):
    if at == len(suffix):
        return 0
    child = trie.setdefault(suffix[at], (begin, {}))
    told = at + 1 if begin - child[0] > at else 0
    return max(told, insert(child[1], suffix, begin, at + 1))


tune = input()
root = {}
print(max(insert(root, tune[begin:], begin, 0) for begin in range(len(tune))))
