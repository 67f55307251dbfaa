package main

import (
	"bufio"
	"fmt"
	"os"
	"strings"
)

func main() {
	reader := bufio.NewReaderSize(os.Stdin, 1<<20)
	var h, w int
	fmt.Fscan(reader, &h, &w)
	// A frame of hedges around the garden stands for its edge.
	width := w + 2
	garden := []byte(strings.Repeat("#", width*(h+2)))
	at := 0
	for row := 1; row <= h; row++ {
		var line string
		fmt.Fscan(reader, &line)
		copy(garden[row*width+1:], line)
		if column := strings.IndexByte(line, 'S'); column >= 0 {
			at = row*width + 1 + column
		}
	}
	var program string
	fmt.Fscan(reader, &program)

	steps := [4]int{-width, 1, width, -1}
	facing, mowed := 0, 1
	garden[at] = 'm'
	for _, letter := range program {
		switch letter {
		case 'L':
			facing = (facing + 3) % 4
		case 'R':
			facing = (facing + 1) % 4
		case 'F':
			ahead := at + steps[facing]
			if garden[ahead] == '#' {
				continue
			}
			if garden[ahead] != 'm' {
				garden[ahead] = 'm'
				mowed++
			}
			at = ahead
		}
	}
	fmt.Println(mowed, at/width, at%width)
}
