import Planning
import Records

extension Redaction {
    /// Masks secrets wherever they stand, and the values of their names.
    package init(secrets: [SecretValue]) {
        self.init(
            variables: secrets.map { (name: $0.name, value: $0.value) }, secretNames: Set(secrets.map(\.name)))
    }

    /// Masks the secret variables of a plan, in every phase, and the user's secrets wherever they stand.
    package init(_ plan: RunPlan) {
        var seen: Set<String> = []
        let variables = plan.phases.flatMap(\.environment).filter(\.isSecret).compactMap { variable in
            let text = variable.text(treeID: "")
            return seen.insert("\(variable.name)=\(text)").inserted ? (name: variable.name, value: text) : nil
        }
        self.init(
            variables: variables + plan.secrets.map { (name: $0.name, value: $0.value) },
            secretNames: Set(variables.map(\.name) + plan.secrets.map(\.name)))
    }
}
