int solve(int a, int b);
