import Concord
import Foundation

/// Requests of the three vendors, and what their answers say.
enum Lines {
    /// A Botpress request that means the account with this e-mail.
    static func botpress(_ email: String, name: String? = nil) -> String {
        let name = name.map { #","name":"\#($0)""# } ?? ""
        return #"{"tags":{"email":"\#(email)"}\#(name)}"#
    }

    /// Many different ones, each with its newline.
    static func botpress(_ count: Int, prefix: String = "p") -> String {
        (0..<count).map { botpress("\(prefix)\($0)@example.com") + "\n" }.joined()
    }
}

extension String {
    /// The JSON value that the line is.
    var json: JSONValue {
        get throws { try JSONValue(parsing: utf8) }
    }
}

extension JSONValue {
    /// The value at the end of a path of members.
    subscript(_ path: String...) -> JSONValue? {
        path.reduce(self) { value, name in value?.object?[name] }
    }

    /// The value without a member of the object at the end of a path.
    func without(_ name: String, in path: String...) -> JSONValue {
        without(name, path[...])
    }

    private func without(_ name: String, _ path: ArraySlice<String>) -> JSONValue {
        guard var members = object else { return self }
        if let first = path.first {
            members[first] = members[first]?.without(name, path.dropFirst())
        } else {
            members[name] = nil
        }
        return .object(members)
    }
}
