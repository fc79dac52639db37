import Concord
import Foundation
import Yams

/// A policy as people read it.
enum PolicyText {
    /// The options in the order in which they are documented.
    private static let options = [
        "spaces", "identifiers", "kinds", "sharedAbove", "blocked", "defaultRegion", "email", "survivorship",
        "vendorPriority", "maximumComponent", "projects",
    ]
    /// Those whose defaults stay in force beside what a policy says.
    private static let additive: Set = ["spaces", "identifiers", "blocked", "email"]

    /// The policy in YAML, with the defaults as comments.
    static func yaml(of policy: ResolutionPolicy, defaults: ResolutionPolicy) throws -> String {
        let (own, standard) = (try blocks(of: policy), try blocks(of: defaults))
        var text = "# The policy in force. What stands behind # is a default.\n"
        for option in options {
            let isSet = own[option] != nil
            if !isSet || additive.contains(option) {
                let remark = isSet ? "# Where the lines below say nothing else:\n" : ""
                text += "\n" + remark + commented(standard[option] ?? "\(option): (none)\n")
            }
            if let block = own[option] { text += "\n" + block }
        }
        return text
    }

    /// Each option that another policy would change: `sharedAbove: 16 (default) -> 20`.
    static func changes(
        from old: ResolutionPolicy,
        to new: ResolutionPolicy,
        defaults: ResolutionPolicy
    ) throws -> [String] {
        let (old, new, standard) = (try values(of: old), try values(of: new), try values(of: defaults))
        func text(_ values: JSONObject, _ option: String) -> String {
            if let own = values[option]?.text { return own }
            // What stays in force beside a policy's own is too long to be read here, and does not change.
            if additive.contains(option) { return "(default)" }
            return "\(standard[option]?.text ?? "none") (default)"
        }
        return options.filter { old[$0] != new[$0] }.map { option in
            "  \(option): \(text(old, option)) -> \(text(new, option))"
        }
    }

    /// The YAML of each option that is set.
    private static func blocks(of policy: ResolutionPolicy) throws -> [String: String] {
        let encoder = YAMLEncoder()
        encoder.options.sortKeys = true
        let members = try Yams.compose(yaml: try encoder.encode(policy))?.mapping ?? [:]
        var blocks: [String: String] = [:]
        for (name, value) in members where !isEmptySpaces(name, value) {
            blocks[name.string ?? ""] = try Yams.serialize(node: Node([(name, value)]), sortKeys: true)
        }
        return blocks
    }

    /// The one option that is always written, also when it is empty.
    private static func isEmptySpaces(_ name: Node, _ value: Node) -> Bool {
        name.string == "spaces" && value.mapping?.isEmpty ?? true
    }

    private static func values(of policy: ResolutionPolicy) throws -> JSONObject {
        var values = try JSONValue(parsing: JSONEncoder().encode(policy)).object ?? [:]
        if values["spaces"] == [:] { values["spaces"] = nil }
        return values
    }

    private static func commented(_ block: String) -> String {
        block.split(separator: "\n").map { "# \($0)\n" }.joined()
    }
}
