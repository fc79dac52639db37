import Dispatch
import Foundation
import Synchronization

/// Runs independent pieces of work on a fixed number of threads, with results in the order of the pieces.
package enum Parallel {
    /// How many threads can run at the same time.
    package static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

    /// `body` for every piece; the result does not depend on which thread takes which piece.
    package static func map<Result: Sendable>(
        _ count: Int,
        threads: Int,
        _ body: @Sendable (Int) -> Result
    ) -> [Result] {
        map(count, threads: threads, worker: {}) { body($1) }
    }

    /// The same, with something of its own for each thread that goes from piece to piece and that no result depends on.
    static func map<Worker, Result: Sendable>(
        _ count: Int,
        threads: Int,
        worker: @Sendable () -> Worker,
        _ body: @Sendable (inout Worker, Int) -> Result
    ) -> [Result] {
        guard threads > 1, count > 1 else {
            var worker = worker()
            return (0..<count).map { body(&worker, $0) }
        }
        let next = Atomic<Int>(0)
        let results = Mutex<[Result?]>(Array(repeating: nil, count: count))
        DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
            var worker = worker()
            while true {
                let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard piece < count else { return }
                let result = body(&worker, piece)
                results.withLock { $0[piece] = result }
            }
        }
        return results.withLock { $0.map { $0! } }
    }

    /// `0..<count` cut into consecutive ranges of about equal length, a few per thread.
    package static func ranges(_ count: Int, threads: Int) -> [Range<Int>] {
        let pieces = max(1, min(count, threads == 1 ? 1 : threads * 4))
        return (0..<pieces).map { count * $0 / pieces..<count * ($0 + 1) / pieces }
    }

    /// The array of what `body` makes of every index.
    static func array<Element: Sendable>(
        _ count: Int,
        threads: Int,
        _ body: @Sendable (Int) -> Element
    ) -> [Element] {
        [Element](unsafeUninitializedCapacity: count) { elements, initialized in
            // Each range goes to exactly one piece of work.
            nonisolated(unsafe) let elements = elements
            let ranges = ranges(count, threads: threads)
            _ = map(ranges.count, threads: threads) { piece in
                for index in ranges[piece] { elements.initializeElement(at: index, to: body(index)) }
            }
            initialized = count
        }
    }

    /// `body` for every element in place.
    static func forEach<Element>(
        _ elements: inout [Element],
        threads: Int,
        _ body: @Sendable (Int, inout Element) -> Void
    ) {
        elements.withUnsafeMutableBufferPointer { buffer in
            // Each index goes to exactly one piece of work, so no element is touched by two threads.
            nonisolated(unsafe) let buffer = buffer
            _ = map(buffer.count, threads: threads) { body($0, &buffer[$0]) }
        }
    }
}

/// A value that several threads of one step write to, each its own part.
final class Mutexed<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) { mutex = Mutex(value) }

    func update(_ body: (inout Value) -> Void) { mutex.withLock { body(&$0) } }

    var value: Value { mutex.withLock { $0 } }
}
