/// The distinct values of one or more columns, numbered from 1 in order of first appearance; 0 is the missing value.
///
/// Values lie one after another in one buffer, so that a value costs its bytes and about 16 more. Finding or adding a
/// value takes constant time.
struct Lexicon: Sendable {
    private(set) var bytes: [UInt8] = []
    /// `ends[id]` is where the value of `id` ends and the next begins.
    private(set) var ends: [Int] = [0]
    private var tags: [UInt32] = [0]
    private var slots: [UInt32] = Array(repeating: 0, count: 64)

    /// The number of distinct values; ids are `1...count`.
    var count: Int { ends.count - 1 }

    /// The id of `value`, new or known; 0 for the empty value.
    @inline(__always) mutating func intern(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        guard !value.isEmpty else { return 0 }
        let hash = Hashing.hash(value)
        let tag = UInt32(truncatingIfNeeded: hash >> 32)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] != 0 {
            let id = slots[slot]
            if tags[Int(id)] == tag, isEqual(id, value) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(value, tag: tag, hash: hash, slot: slot)
    }

    mutating func intern(_ value: [UInt8]) -> UInt32 { value.withUnsafeBufferPointer { intern($0) } }

    @inline(__always) func withBytes<Result>(
        of id: UInt32,
        _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBufferPointer { try body(UnsafeBufferPointer(rebasing: $0[range(of: id)])) }
    }

    @inline(__always) func range(of id: UInt32) -> Range<Int> { id == 0 ? 0..<0 : ends[Int(id) - 1]..<ends[Int(id)] }

    func string(_ id: UInt32) -> String { String(decoding: bytes[range(of: id)], as: UTF8.self) }

    /// A 64-bit hash per value that depends on its bytes alone; 0 for the missing value.
    func hashes() -> [UInt64] {
        var hashes: [UInt64] = [0]
        hashes.reserveCapacity(count + 1)
        for id in 0..<count { hashes.append(withBytes(of: UInt32(id + 1)) { Hashing.hash($0) } | 1) }
        return hashes
    }

    private func isEqual(_ id: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        withBytes(of: id) { $0.count == value.count && $0.elementsEqual(value) }
    }

    private mutating func add(_ value: UnsafeBufferPointer<UInt8>, tag: UInt32, hash: UInt64, slot: Int) -> UInt32 {
        let id = UInt32(ends.count)
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
        tags.append(tag)
        slots[slot] = id
        if count * 2 > slots.count { grow() }
        return id
    }

    private mutating func grow() {
        let size = slots.count * 2
        slots = Array(repeating: 0, count: size)
        for id in 1..<UInt32(ends.count) {
            var slot = Int(truncatingIfNeeded: withBytes(of: id) { Hashing.hash($0) }) & (size - 1)
            while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
            slots[slot] = id
        }
    }

    /// Gives up what only adding values needs; the lexicon must not grow any more.
    mutating func freeze() {
        slots = Array(repeating: 0, count: 64)
        tags = []
    }
}
