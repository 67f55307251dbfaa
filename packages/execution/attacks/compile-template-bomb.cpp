// tries: have the compiler instantiate templates without end
// layer: cgroup memory
// profile: compiler
// limits: memory=128 cpu=1500 wall=30000
// expect: limit memory | limit cpu | exited 1

template <int Depth, int Path> struct Tree {
  static constexpr long size = Tree<Depth - 1, Path * 2>::size + Tree<Depth - 1, Path * 2 + 1>::size;
};
template <int Path> struct Tree<0, Path> {
  static constexpr long size = 1;
};

int main() {
  return Tree<24, 0>::size;
}
