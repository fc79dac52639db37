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
}
