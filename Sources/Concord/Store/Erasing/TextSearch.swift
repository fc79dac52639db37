import Foundation

/// Several texts, looked for in one pass whatever their number (Wu and Manber 1994).
///
/// The last two bytes of a window, which is as long as the shortest text, say how far it can move without missing a text.
/// A text that begins or ends with a digit is not found within a longer run of digits: a number of six digits would else
/// be in every large file by chance.
struct TextSearch: Sendable {
    /// Shorter texts are not looked for: too many of them are in a file by chance.
    static let shortest = 6

    /// The longest text's length in bytes.
    let longest: Int
    private let texts: [[UInt8]]
    private let window: Int
    /// By pair of bytes: how far a window that ends with it can move.
    private let steps: [UInt8]
    /// By pair of bytes: the texts whose first window ends with it.
    private let candidates: [UInt16: [Int]]

    /// - Returns: `nil` when no text is long enough.
    init?(_ texts: Set<[UInt8]>) {
        let texts = texts.filter { $0.count >= TextSearch.shortest }
        guard let shortest = texts.map(\.count).min(), let longest = texts.map(\.count).max() else { return nil }
        let window = min(shortest, 1 << 8)
        var steps = [UInt8](repeating: UInt8(window - 1), count: 1 << 16)
        var candidates: [UInt16: [Int]] = [:]
        self.texts = Array(texts)
        for (index, text) in self.texts.enumerated() {
            text.withUnsafeBytes { text in
                for end in 1..<window {
                    let pair = TextSearch.pair(endingAt: end, of: text)
                    steps[Int(pair)] = min(steps[Int(pair)], UInt8(window - 1 - end))
                }
                candidates[TextSearch.pair(endingAt: window - 1, of: text), default: []].append(index)
            }
        }
        self.longest = longest
        self.window = window
        self.steps = steps
        self.candidates = candidates
    }

    /// Whether the bytes hold one of the texts. What lies before and behind them is taken for no digit.
    func finds(in bytes: UnsafeRawBufferPointer) -> Bool {
        steps.withUnsafeBufferPointer { steps in
            var end = window - 1
            while end < bytes.count {
                let pair = TextSearch.pair(endingAt: end, of: bytes)
                let step = steps[Int(pair)]
                if step == 0, isText(at: end + 1 - window, of: bytes, endingWith: pair) { return true }
                end += max(1, Int(step))
            }
            return false
        }
    }

    @inline(__always)
    private static func pair(endingAt end: Int, of bytes: UnsafeRawBufferPointer) -> UInt16 {
        bytes.loadUnaligned(fromByteOffset: end - 1, as: UInt16.self)
    }

    private func isText(at start: Int, of bytes: UnsafeRawBufferPointer, endingWith pair: UInt16) -> Bool {
        (candidates[pair] ?? []).contains { index in
            let text = texts[index]
            let end = start + text.count
            guard end <= bytes.count, bytes[start..<end].elementsEqual(text) else { return false }
            return !(TextSearch.isDigit(text[0]) && start > 0 && TextSearch.isDigit(bytes[start - 1]))
                && !(TextSearch.isDigit(text[text.count - 1]) && end < bytes.count && TextSearch.isDigit(bytes[end]))
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}
