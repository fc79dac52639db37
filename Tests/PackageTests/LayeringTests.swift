import Foundation
import Testing

/// The arrows of the house, held by what each folder imports and names.
@Suite struct LayeringTests {
    /// The modules that a file imports.
    private static func imports(of path: String) throws -> Set<String> {
        let lines = try PackageFolder.text(of: path).split(separator: "\n")
        return Set(
            lines.compactMap { line in
                let words = line.split(separator: " ")
                guard let index = words.firstIndex(of: "import"), index <= 2, words.count > index + 1,
                    !line.hasPrefix(" ")
                else { return nil }
                return String(words[index + 1])
            }
        )
    }

    private static let standard: Set = ["Dispatch", "Foundation", "Synchronization"]

    @Test(arguments: ["Model", "Matching", "Resolving", "Querying", "Linking"])
    func theMiddleOfTheEngineIsPure(folder: String) throws {
        let path = "Sources/Concord/\(folder)"
        guard FileManager.default.fileExists(atPath: PackageFolder.root.appendingPathComponent(path).path) else {
            return
        }
        let allowed: Set = [
            "Foundation", "Synchronization", "Crypto", "Collections", "OrderedCollections", "ConcordLinkage",
        ]
        for file in try PackageFolder.files(below: path, ending: ".swift") {
            #expect(try Self.imports(of: file).isSubset(of: allowed), "\(file)")
        }
    }

    @Test func onlyTheStoreKnowsTheDatabaseLibrary() throws {
        for file in try PackageFolder.files(below: "Sources", ending: ".swift") {
            let mayImport = file.hasPrefix("Sources/Concord/Store/")
            let imports = try Self.imports(of: file)
            #expect(mayImport || imports.isDisjoint(with: ["GRDB", "GRDBSQLite", "CSQLiteSettings"]), "\(file)")
        }
    }

    @Test func onlyTheCommandLineParsesArguments() throws {
        for file in try PackageFolder.files(below: "Sources", ending: ".swift") {
            let mayImport = file.hasPrefix("Sources/ConcordCLI/")
            #expect(try mayImport || Self.imports(of: file).isDisjoint(with: ["ArgumentParser"]), "\(file)")
        }
    }

    @Test func onlyTheEdgeNamesAVendor() throws {
        let edge = ["Sources/Concord/Vendors/", "Sources/ConcordService/", "Sources/ConcordCLI/"]
        let names = ["botpress", "usercom", "user.com", "channel.io", "mercury"]
        for file in try PackageFolder.files(below: "Sources/Concord", ending: ".swift") {
            if edge.contains(where: file.hasPrefix) { continue }
            // Comments may give a vendor's document as a source; code may not know it.
            let code = try PackageFolder.text(of: file).split(separator: "\n")
                .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
                .joined(separator: "\n").lowercased()
            for name in names { #expect(!code.contains(name), "\(file) names \(name)") }
        }
    }

    /// Each folder of the engine uses only those before it; what it may not use is named by type.
    @Test func theEnginesFoldersAreLayers() throws {
        let layers = ["Model", "Matching", "Resolving", "Querying", "Linking", "Store", "", "Vendors"]
        let declared = try layers.map { try Self.declaredTypes(in: $0) }
        for (index, layer) in layers.enumerated() {
            let above = declared[(index + 1)...].flatMap { $0 }
            for file in try Self.files(in: layer) {
                let words = try Self.words(of: file)
                for type in above where words.contains(type) { Issue.record("\(file) uses \(type) of a layer above") }
            }
        }
    }

    @Test func theEmbeddedEngineDependsOnFewPackages() throws {
        var seen: Set<String> = []
        for file in try PackageFolder.files(below: "Sources/Concord", ending: ".swift") {
            seen.formUnion(try Self.imports(of: file))
        }
        let allowed: Set = [
            "GRDB", "GRDBSQLite", "CSQLiteSettings", "ConcordMigrations", "ConcordLinkage", "Crypto", "Collections",
        ]
        #expect(seen.subtracting(Self.standard).isSubset(of: allowed))
    }

    /// The files of a layer; "" is the front door's, which lie in the engine's folder itself.
    private static func files(in layer: String) throws -> [String] {
        let root = "Sources/Concord"
        let folder = layer.isEmpty ? root : "\(root)/\(layer)"
        guard FileManager.default.fileExists(atPath: PackageFolder.root.appendingPathComponent(folder).path) else {
            return []
        }
        return try PackageFolder.files(below: folder, ending: ".swift")
            .filter { !layer.isEmpty || $0.split(separator: "/").count == 3 }
    }

    private static func declaredTypes(in layer: String) throws -> [String] {
        let declaration = #/(?:^|\n)(?:public |package )?(?:final )?(?:struct|enum|class|protocol|actor) (\w+)/#
        return try files(in: layer).flatMap { file in
            try PackageFolder.text(of: file).matches(of: declaration).map { String($0.1) }
        }
    }

    /// The words of a file's code, without its comments.
    private static func words(of file: String) throws -> Set<String> {
        let code = try PackageFolder.text(of: file).split(separator: "\n")
            .filter { !$0.trimmingCharacters(in: .whitespaces).hasPrefix("//") }
        return Set(code.flatMap { $0.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init) })
    }
}
