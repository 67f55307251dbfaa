print(open("words.txt").read().split()[0])
