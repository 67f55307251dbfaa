use std::io::Read;

fn main() {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input).unwrap();
    let numbers: Vec<u64> = input.split_ascii_whitespace().map(|word| word.parse().unwrap()).collect();
    let pages = u128::from(numbers[1]);
    let machines = &numbers[2..];

    let ready = |time: u64| -> u128 {
        machines.chunks(2).map(|machine| u128::from(time.saturating_sub(machine[0]) / machine[1])).sum()
    };
    let (mut too_short, mut long_enough) = (0u64, 1_000_000_001_000_000_000u64);
    while long_enough - too_short > 1 {
        let middle = (too_short + long_enough) / 2;
        if ready(middle) >= pages {
            long_enough = middle;
        } else {
            too_short = middle;
        }
    }
    println!("{}", long_enough);
}
