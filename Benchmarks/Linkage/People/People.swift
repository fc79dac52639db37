import ConcordTesting
import Foundation

/// Prints people of the project's generator as CSV: `People COUNT SEED`. Memory does not grow with their number.
@main struct People {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst().map { UInt64($0) }
        guard arguments.count == 2, let count = arguments[0].flatMap(Int.init(exactly:)), let seed = arguments[1] else {
            FileHandle.standardError.write(Data("Usage: People COUNT SEED\n".utf8))
            exit(2)
        }
        var text = PeopleGenerator.header.joined(separator: ",") + "\n"
        PeopleGenerator(seed: seed).forEachRow(count) { row in
            text += row.joined(separator: ",") + "\n"
            guard text.utf8.count > 1 << 20 else { return }
            FileHandle.standardOutput.write(Data(text.utf8))
            text = ""
        }
        FileHandle.standardOutput.write(Data(text.utf8))
    }
}
