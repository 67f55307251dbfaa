fun depth(n: Int): Int = if (n == 0) 0 else 1 + depth(n - 1)

fun main() {
    val words = System.`in`.bufferedReader().readText().split(Regex("\\s+")).filter { it.isNotEmpty() }
    when (words[0]) {
        "sum" -> println(words.drop(1).map { it.toLong() }.sum())
        "recursion" -> println(depth(100000))
        "crash" -> throw IllegalStateException("as asked")
        "memory" -> {
            val blocks = ArrayList<IntArray>()
            while (true) blocks.add(IntArray(250000))
        }
        "allocate" -> println(IntArray(500000000).size)
        else -> while (true) {
        }
    }
}
