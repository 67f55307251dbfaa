package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	in := bufio.NewReaderSize(os.Stdin, 1<<16)
	n, m := number(in), number(in)
	seconds := make([]int64, n)
	for i := range seconds {
		seconds[i] = int64(number(in))
	}
	after := make([][]int, n)
	waiting := make([]int, n)
	for i := 0; i < m; i++ {
		a, b := number(in)-1, number(in)-1
		after[a] = append(after[a], b)
		waiting[b]++
	}
	var ready []int
	for task, count := range waiting {
		if count == 0 {
			ready = append(ready, task)
		}
	}
	start := make([]int64, n)
	var last int64
	for head := 0; head < len(ready); head++ {
		finish := start[ready[head]] + seconds[ready[head]]
		if finish > last {
			last = finish
		}
		for _, next := range after[ready[head]] {
			if finish > start[next] {
				start[next] = finish
			}
			waiting[next]--
			if waiting[next] == 0 {
				ready = append(ready, next)
			}
		}
	}
	if len(ready) < n {
		fmt.Println("impossible")
	} else {
		fmt.Println(last)
	}
}

func number(in *bufio.Reader) int {
	value := 0
	for {
		c, err := in.ReadByte()
		if err == nil && c >= '0' && c <= '9' {
			value = value*10 + int(c-'0')
		} else if err != nil || value > 0 || c == '\n' {
			return value
		}
	}
}
