import Foundation

/// The folding that every kind of value goes through before it is compared: lower case, no diacritics, no punctuation.
public enum TextFolding {
    /// Folds a text to lower-case letters and digits with single spaces between words.
    ///
    /// Diacritics and letter variants go (`Łódź` → `lodz`, `Straße` → `strasse`), apostrophes vanish
    /// (`O'Brien` → `obrien`), any other punctuation separates words. Letters of other scripts stay. Never fails; a
    /// text without letters and digits gives the empty string. Linear in the text; ASCII takes a path that does not allocate.
    public static func fold(_ text: String) -> String {
        var folded: [UInt8] = []
        var text = text
        text.withUTF8 { fold($0, into: &folded) }
        return String(decoding: folded, as: UTF8.self)
    }

    /// Appends the folded form of UTF-8 `bytes` to `output`; invalid UTF-8 is repaired, never refused.
    static func fold(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        if bytes.allSatisfy({ $0 < 0x80 }) {
            foldASCII(bytes, into: &output)
        } else {
            var folded = foldLetters(String(decoding: bytes, as: UTF8.self))
            folded.withUTF8 { foldASCII($0, into: &output) }
        }
    }

    /// Folds ASCII and passes other bytes through: after ``foldLetters(_:)`` those belong to letters of other scripts.
    private static func foldASCII(_ bytes: UnsafeBufferPointer<UInt8>, into output: inout [UInt8]) {
        var separates = false
        let start = output.count
        for byte in bytes {
            let folded: UInt8
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), 0x80...: folded = byte
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): folded = byte | 0x20
            case UInt8(ascii: "'"), UInt8(ascii: "`"): continue
            default:
                separates = true
                continue
            }
            if separates && output.count > start { output.append(UInt8(ascii: " ")) }
            separates = false
            output.append(folded)
        }
    }

    /// Reduces the letters of a text to base letters; punctuation of any script becomes ASCII.
    private static func foldLetters(_ text: String) -> String {
        var folded = String.UnicodeScalarView()
        for scalar in text.decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            if let plain = undecomposable[scalar] {
                folded.append(contentsOf: plain.unicodeScalars)
            } else if scalar.properties.generalCategory == .nonspacingMark || scalar == "\u{2019}" {
                continue
            } else if scalar.isASCII || scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                folded.append(scalar)
            } else {
                folded.append(" ")
            }
        }
        return String(folded)
    }

    /// Letters that Unicode does not decompose, though people type them as their base letters.
    private static let undecomposable: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h",
        "ŋ": "n", "ŧ": "t", "ĸ": "k",
    ]
}
