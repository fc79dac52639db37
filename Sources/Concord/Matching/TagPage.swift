import Synchronization

/// 4,096 bytes of a ``TagTable``: a line for its writer, and 63 cache lines of five slots each.
///
/// A line holds five tags of 64 bits (0: free), five words of 32 bits and its own state, so that a lookup which ends in
/// its first line costs one access to memory. What finds no place in the line that its tag names goes to the next one,
/// and each line counts how many have passed it (the scheme of Folly's F14 tables): a lookup ends at the first line
/// that nobody passed, and a removal leaves no tombstone.
///
/// One thread writes, any number read. An entry never moves inside its page, and its word is stored before its tag. A
/// removal changes the state of its line before it frees the slot, so a reader that has read a slot which was freed and
/// taken again meanwhile sees another state than before, and reads the line again.
struct TagPage {
    static let bytes = 4_096
    private static let lines = 63
    private static let slots = 5
    /// The entries from which on a page is split: at nine tenths of its slots a hit reads 1.3 lines.
    static let limit = 280

    let start: UnsafeMutableRawPointer

    /// Takes zeroed memory at an address that is a multiple of 4,096.
    init(at start: UnsafeMutableRawPointer) { self.start = start }

    /// The writer's own: how many bits of their tags the page's entries share, and how many entries there are.
    var depth: Int {
        get { start.load(as: Int.self) }
        nonmutating set { start.storeBytes(of: newValue, as: Int.self) }
    }
    private(set) var count: Int {
        get { start.load(fromByteOffset: 8, as: Int.self) }
        nonmutating set { start.storeBytes(of: newValue, toByteOffset: 8, as: Int.self) }
    }

    /// The word of a tag. Any thread may call it.
    ///
    /// - Parameter address: the tag, or what its first 50 bits are known to be.
    @inline(__always)
    func word(of tag: UInt64, at address: UInt64) -> UInt32? {
        var index = TagPage.home(of: address)
        for _ in 0..<TagPage.lines {
            let line = Line(start: start + (index + 1) * 64)
            var state = line.state.pointee.load(ordering: .acquiring)
            while let slot = line.slot(of: tag) {
                let word = line.word(slot).pointee.load(ordering: .acquiring)
                let stateAfter = line.state.pointee.load(ordering: .acquiring)
                if state >> 8 == stateAfter >> 8 { return word }
                state = stateAfter
            }
            if state & 0xff == 0 { return nil }
            index = index + 1 == TagPage.lines ? 0 : index + 1
        }
        return nil
    }

    /// Adds an entry. - Precondition: the tag has none, and there are fewer than ``limit``.
    func insert(_ tag: UInt64, _ word: UInt32) {
        var index = TagPage.home(of: tag)
        while true {
            let line = Line(start: start + (index + 1) * 64)
            if let slot = line.slot(of: 0) {
                line.word(slot).pointee.store(word, ordering: .releasing)
                line.tag(slot).pointee.store(tag, ordering: .releasing)
                count += 1
                return
            }
            line.count(passing: 1)
            index = index + 1 == TagPage.lines ? 0 : index + 1
        }
    }

    /// Changes the word of a tag that has one.
    func update(_ tag: UInt64, _ word: UInt32) {
        guard let place = place(of: tag) else { return }
        place.line.word(place.slot).pointee.store(word, ordering: .releasing)
    }

    func remove(_ tag: UInt64) {
        guard let place = place(of: tag) else { return }
        place.line.free(place.slot)
        count -= 1
        var index = TagPage.home(of: tag)
        while index != place.index {
            Line(start: start + (index + 1) * 64).count(passing: -1)
            index = index + 1 == TagPage.lines ? 0 : index + 1
        }
    }

    /// Every entry. The writer's.
    func forEach(_ body: (_ tag: UInt64, _ word: UInt32) -> Void) {
        for index in 0..<TagPage.lines {
            let line = Line(start: start + (index + 1) * 64)
            for slot in 0..<TagPage.slots {
                let tag = line.tag(slot).pointee.load(ordering: .relaxed)
                if tag != 0 { body(tag, line.word(slot).pointee.load(ordering: .relaxed)) }
            }
        }
    }

    private func place(of tag: UInt64) -> (line: Line, slot: Int, index: Int)? {
        var index = TagPage.home(of: tag)
        for _ in 0..<TagPage.lines {
            let line = Line(start: start + (index + 1) * 64)
            if let slot = line.slot(of: tag) { return (line, slot, index) }
            if line.state.pointee.load(ordering: .relaxed) & 0xff == 0 { return nil }
            index = index + 1 == TagPage.lines ? 0 : index + 1
        }
        return nil
    }

    /// The line where a tag is looked for first, by the 32 bits before the last 14: those before them lead to the page, and
    /// those after them are known last.
    private static func home(of tag: UInt64) -> Int {
        Int(((tag >> 14 & 0xffff_ffff) &* UInt64(lines)) >> 32)
    }

    private struct Line {
        let start: UnsafeMutableRawPointer

        func tag(_ slot: Int) -> UnsafeMutablePointer<Atomic<UInt64>> {
            (start + slot * 8).assumingMemoryBound(to: Atomic<UInt64>.self)
        }
        func word(_ slot: Int) -> UnsafeMutablePointer<Atomic<UInt32>> {
            (start + 40 + slot * 4).assumingMemoryBound(to: Atomic<UInt32>.self)
        }
        /// How many entries have passed the line, in the lowest eight bits, and how often a slot was freed.
        var state: UnsafeMutablePointer<Atomic<UInt32>> {
            (start + 60).assumingMemoryBound(to: Atomic<UInt32>.self)
        }

        /// Looks at all slots and branches once: which slot holds a tag is as good as random, so a branch for each would be
        /// guessed wrong more often than not, and what the processor has begun meanwhile would be lost.
        @inline(__always)
        func slot(of wanted: UInt64) -> Int? {
            var hits = 0
            for slot in 0..<TagPage.slots {
                hits |= (tag(slot).pointee.load(ordering: .acquiring) == wanted ? 1 : 0) << slot
            }
            return hits == 0 ? nil : hits.trailingZeroBitCount
        }

        /// A count that has reached 255 is no longer known, and stays.
        func count(passing change: Int32) {
            let old = state.pointee.load(ordering: .relaxed)
            if old & 0xff == 0xff { return }
            state.pointee.store(UInt32(truncatingIfNeeded: Int64(old) + Int64(change)), ordering: .releasing)
        }

        func free(_ slot: Int) {
            state.pointee.store(state.pointee.load(ordering: .relaxed) &+ 0x100, ordering: .releasing)
            tag(slot).pointee.store(0, ordering: .releasing)
        }
    }
}
