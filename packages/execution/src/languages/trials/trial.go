package main

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
)

func depth(n int) int {
	if n == 0 {
		return 0
	}
	return 1 + depth(n-1)
}

func main() {
	words := bufio.NewScanner(os.Stdin)
	words.Split(bufio.ScanWords)
	words.Scan()
	switch words.Text() {
	case "sum":
		sum := 0
		for words.Scan() {
			value, _ := strconv.Atoi(words.Text())
			sum += value
		}
		fmt.Println(sum)
	case "recursion":
		fmt.Println(depth(100000))
	case "crash":
		panic("as asked")
	case "memory":
		blocks := [][]byte{}
		for {
			block := make([]byte, 1<<20)
			for i := range block {
				block[i] = 1
			}
			blocks = append(blocks, block)
		}
	case "allocate":
		block := make([]byte, 2000000000)
		block[1999999999] = 1
		fmt.Println(len(block))
	default:
		for {
		}
	}
}
