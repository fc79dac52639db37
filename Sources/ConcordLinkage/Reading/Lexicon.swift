import Foundation

/// The distinct values of one or more columns, numbered from 1 in order of first appearance; 0 is the missing value.
///
/// Values lie one after another in one buffer, so that a value costs its bytes and about 16 more. Finding or adding a
/// value takes constant time.
struct Lexicon: Sendable {
    private(set) var bytes: [UInt8] = []
    /// `ends[id]` is where the value of `id` ends and the next begins.
    private(set) var ends: [Int] = [0]
    /// A hash in the upper half and the id in the lower; 0 where nothing is.
    private var slots: [UInt64] = Array(repeating: 0, count: 64)

    /// The number of distinct values; ids are `1...count`.
    var count: Int { ends.count - 1 }

    /// The id of `value`, new or known; 0 for the empty value.
    @inline(__always) mutating func intern(_ value: UnsafeBufferPointer<UInt8>) -> UInt32 {
        value.isEmpty ? 0 : intern(value, hash: Self.hash(value))
    }

    /// The id of a value that is not empty and whose hash is known.
    @inline(__always) private mutating func intern(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64) -> UInt32 {
        var slot = index(hash)
        while slots[slot] != 0 {
            let id = UInt32(truncatingIfNeeded: slots[slot])
            if slots[slot] >> 32 == hash, isEqual(id, value) { return id }
            slot = (slot + 1) & (slots.count - 1)
        }
        return add(value, hash: hash, slot: slot)
    }

    /// The ids of some values, in their order.
    ///
    /// A large lexicon lies far away. All values ask for their places before the first of them waits for an answer.
    mutating func intern(_ batch: UnsafeBufferPointer<UnsafeBufferPointer<UInt8>>, into ids: inout [UInt32]) {
        withUnsafeTemporaryAllocation(of: (hash: UInt64, guess: UInt64, start: Int).self, capacity: batch.count) {
            asked in
            slots.withUnsafeBufferPointer { slots in
                for (number, value) in batch.enumerated() {
                    let hash = value.isEmpty ? 0 : Self.hash(value)
                    asked.initializeElement(at: number, to: (hash, slots[index(hash)], 0))
                }
            }
            ends.withUnsafeBufferPointer { ends in
                for number in batch.indices where asked[number].guess >> 32 == asked[number].hash {
                    let id = Int(UInt32(truncatingIfNeeded: asked[number].guess))
                    asked[number].start = id == 0 ? 0 : ends[id - 1]
                }
            }
            for (number, value) in batch.enumerated() {
                let (hash, guess, start) = asked[number]
                let id = UInt32(truncatingIfNeeded: guess)
                if value.isEmpty {
                    ids.append(0)
                } else if guess >> 32 == hash, ends[Int(id)] - start == value.count, holds(value, at: start) {
                    ids.append(id)
                } else {
                    ids.append(intern(value, hash: hash))
                }
            }
        }
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

    /// Never 0, and below 2^32, so that growing need not look at the values again.
    @inline(__always) private static func hash(_ value: UnsafeBufferPointer<UInt8>) -> UInt64 {
        Hashing.hash(value) >> 32 | 1
    }

    /// The lowest bit of a hash tells nothing.
    @inline(__always) private func index(_ hash: UInt64) -> Int {
        Int(truncatingIfNeeded: hash >> 1) & (slots.count - 1)
    }

    @inline(__always) private func isEqual(_ id: UInt32, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
        let range = range(of: id)
        return range.count == value.count && holds(value, at: range.lowerBound)
    }

    @inline(__always) private func holds(_ value: UnsafeBufferPointer<UInt8>, at start: Int) -> Bool {
        bytes.withUnsafeBytes { memcmp($0.baseAddress! + start, value.baseAddress!, value.count) == 0 }
    }

    private mutating func add(_ value: UnsafeBufferPointer<UInt8>, hash: UInt64, slot: Int) -> UInt32 {
        let id = UInt32(ends.count)
        bytes.append(contentsOf: value)
        ends.append(bytes.count)
        slots[slot] = hash << 32 | UInt64(id)
        if count * 2 > slots.count { grow() }
        return id
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: 0, count: old.count * 2)
        for entry in old where entry != 0 {
            var slot = index(entry >> 32)
            while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
            slots[slot] = entry
        }
    }

    /// Gives up what only adding values needs; the lexicon must not grow any more.
    mutating func freeze() { slots = Array(repeating: 0, count: 64) }
}
