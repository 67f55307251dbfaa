use std::sync::atomic::{AtomicBool, Ordering};
use std::io::{self, Read};

static GOES_ON: AtomicBool = AtomicBool::new(true);

#[inline(never)]
fn depth(n: u32) -> u32 {
    if n == 0 { 0 } else { 1 + depth(n - 1) }
}

#[inline(never)]
fn consume(block: &[u8]) {
    println!("{}", block.iter().map(|&byte| byte as u64).sum::<u64>());
}

fn main() {
    let mut input = String::new();
    io::stdin().read_to_string(&mut input).unwrap();
    let mut words = input.split_whitespace();
    match words.next().unwrap() {
        "sum" => println!("{}", words.map(|word| word.parse::<i64>().unwrap()).sum::<i64>()),
        "recursion" => println!("{}", depth(100000)),
        "crash" => panic!("as asked"),
        "memory" => {
            let mut blocks = Vec::new();
            loop {
                blocks.push(vec![1u8; 1 << 20]);
                if blocks.len() == usize::MAX { consume(&blocks[0]); }
            }
        }
        "allocate" => consume(&vec![1u8; 2000000000]),
        _ => while GOES_ON.load(Ordering::Relaxed) {},
    }
}
