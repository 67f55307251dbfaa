<?php

function depth(int $n): int
{
    return $n === 0 ? 0 : 1 + depth($n - 1);
}

$values = preg_split('/\s+/', stream_get_contents(STDIN), -1, PREG_SPLIT_NO_EMPTY);
switch (array_shift($values)) {
    case 'sum':
        echo array_sum($values), "\n";
        break;
    case 'recursion':
        echo depth(100000), "\n";
        break;
    case 'crash':
        throw new RuntimeException('as asked');
    case 'memory':
        $blocks = [];
        while (true) {
            $blocks[] = range(0, 10000);
        }
    case 'allocate':
        echo strlen(str_repeat('x', 2000000000)), "\n";
        break;
    default:
        while (true) {
        }
}
