import ArgumentParser
import Concord

/// The vendors whose requests `apply` takes.
enum VendorChoice: String, CaseIterable, ExpressibleByArgument {
    case botpress, usercom, channel

    /// The vendor's upserts in a scope.
    ///
    /// - Throws: ArgumentParser's validation error for a scope that the vendor cannot have.
    func upserts(_ engine: IdentityEngine, scope: String) -> any VendorUpserts {
        switch self {
        case .botpress: engine.botpress(scope: scope)
        case .usercom: engine.userCom(app: scope)
        case .channel: engine.channel(id: scope)
        }
    }

    /// Refuses a scope that the vendor cannot have.
    func validate(scope: String) throws {
        guard !scope.isEmpty else { throw ValidationError("--scope is empty. Leave it out to use 'default'.") }
        guard self == .botpress else { return }
        let parts = scope.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts.contains("") else {
            throw ValidationError("--scope is none of Botpress's. Give BOT or BOT/INTEGRATION.")
        }
    }
}

extension IdentityEngine {
    /// Botpress's users in the scope `BOT` or `BOT/INTEGRATION`.
    func botpress(scope: String) -> BotpressUsers {
        let parts = scope.split(separator: "/", maxSplits: 1).map(String.init)
        return botpress(bot: parts[0], integration: parts.count > 1 ? parts[1] : nil)
    }
}
