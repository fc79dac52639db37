extension MercuryUsers {
    /// `GET /projects/{project}/users/properties`.
    ///
    /// - Parameter query: the address's query without its question mark, percent-encoded as it came.
    public func getUsers(query: String = "") async -> VendorAnswer {
        do {
            return VendorAnswer(status: 200, try await users(MercuryListUsers(query: query)).json)
        } catch {
            return answer(refusing: error)
        }
    }

    /// The vendor's answer to a request that was refused.
    public func answer(refusing error: any Error) -> VendorAnswer { MercuryError(error).answer }

    /// The vendor's answer to a request with a missing or unknown key.
    public static let unauthorized = MercuryError(
        401,
        "unauthorized",
        "The request has no valid key. Send the header Authorization: Bearer KEY."
    ).answer

    /// The vendor's answer to a request with another project's key.
    public static let forbidden = MercuryError(
        403,
        "forbidden",
        "The key is another project's. Use a key of this project."
    ).answer
}
