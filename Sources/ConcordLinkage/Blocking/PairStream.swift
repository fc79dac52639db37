/// Streams the pairs of all blocks, each pair once, over several threads.
///
/// A pair belongs to the first rule that brings it together, which the keys of the two tell: no set of pairs is kept.
struct PairStream: Sendable {
    let index: BlockIndex
    let threads: Int

    /// About this many pairs make a piece of work.
    private static let piece = 200_000

    /// Folds the new pairs of every piece into a result of its own; the results of each rule come in the order of its pieces.
    ///
    /// - Parameters:
    ///   - scratch: makes what one thread needs for all its pieces and what no result depends on: buffers, caches.
    ///   - begin: told each rule when its turn comes; from any thread.
    func fold<Scratch, Result: Sendable>(
        into initial: Result,
        scratch: @Sendable () -> Scratch,
        begin: @Sendable (Int) -> Void = { _ in },
        _ body: @Sendable (inout Result, inout Scratch, BlockRun) -> Void
    ) -> [[Result]] {
        forEachPiece {
            (BlockRun(), scratch())
        } body: { worker, rule, piece in
            if piece.lowerBound == 0 { begin(rule) }
            var result = initial
            runs(rule, piece, &worker.0) { body(&result, &worker.1, $0) }
            return result
        }
    }

    /// Folds a sample: about one of `every` pairs, the same ones on every run and machine.
    func sample<Scratch, Result: Sendable>(
        every: UInt64,
        into initial: Result,
        scratch: @Sendable () -> Scratch,
        _ body: @Sendable (inout Result, inout Scratch, [ProfilePair]) -> Void
    ) -> [Result] {
        forEachPiece(scratch) { worker, rule, piece in
            var result = initial
            body(&result, &worker, sampled(rule, piece, every: every))
            return result
        }.flatMap { $0 }
    }

    private func forEachPiece<Worker, Result: Sendable>(
        _ worker: @Sendable () -> Worker,
        body: @Sendable (inout Worker, Int, Range<Int>) -> Result
    ) -> [[Result]] {
        let pieces = Parallel.map(index.rules.count, threads: threads) { index.blocks[$0].pieces(ofPairs: Self.piece) }
        let all = pieces.enumerated().flatMap { rule, pieces in pieces.map { (rule, $0) } }
        var results = Parallel.map(all.count, threads: threads, worker: worker) { worker, number in
            body(&worker, all[number].0, all[number].1)
        }[...]
        return pieces.map { pieces in
            defer { results = results.dropFirst(pieces.count) }
            return Array(results.prefix(pieces.count))
        }
    }

    /// Calls `body` with runs of blocks that have the pairs whose first member is in `piece`.
    private func runs(_ rule: Int, _ piece: Range<Int>, _ run: inout BlockRun, _ body: (BlockRun) -> Void) {
        let blocks = index.blocks[rule]
        index.keys.withUnsafeBufferPointer { keys in
            func finish() {
                run.load(keys, below: rule)
                body(run)
                run.removeAll()
            }
            blocks.forEachPart(of: piece) { firsts, end in
                if !run.members.isEmpty, run.members.count + end - firsts.lowerBound > BlockRun.size { finish() }
                run.append(blocks.members[firsts.lowerBound..<end], firsts: firsts.count)
            }
            finish()
        }
    }

    /// New pairs of a piece, so many steps apart that one of `every` is taken: the steps vary, lest they fall in with the blocks.
    private func sampled(_ rule: Int, _ piece: Range<Int>, every: UInt64) -> [ProfilePair] {
        let blocks = index.blocks[rule]
        let earlier = BlockIndex.mask(below: rule)
        var pairs: [ProfilePair] = []
        var number = UInt64(rule) << 32 | UInt64(piece.lowerBound)
        func step() -> Int {
            number &+= 1
            return 1 + Int(Hashing.mix(number) % (2 * every - 1))
        }
        var next = step() - 1
        blocks.forEachPart(of: piece) { firsts, end in
            for first in firsts {
                let others = end - first - 1
                while next < others {
                    let pair = ProfilePair(a: blocks.members[first], b: blocks.members[first + 1 + next])
                    if !BlockIndex.isTogether(index.keys[Int(pair.a)], index.keys[Int(pair.b)], rules: earlier) {
                        pairs.append(pair)
                    }
                    next += step()
                }
                next -= others
            }
        }
        return pairs
    }
}
