# tries: fill memory from Python
# layer: cgroup memory
# quick
# limits: memory=64
# expect: limit memory

hoard = []
for i in range(300):
    hoard.append(bytearray(b'x' * (1 << 20)))
print('ESCAPED with 300 MiB')
