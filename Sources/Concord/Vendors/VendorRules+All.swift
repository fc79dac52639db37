extension VendorRules {
    /// The rules of every adapter. Their order is the default priority of vendors: the company's own records first.
    public static let all: [VendorRules] = [.userCom, .channel, .botpress]
}
