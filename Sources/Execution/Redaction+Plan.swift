import Planning
import Records

extension Redaction {
    /// Masks secrets wherever they stand, and the values of their names.
    package init(secrets: [SecretValue]) {
        self.init(
            variables: secrets.map { (name: $0.name, value: $0.value) }, secretNames: Set(secrets.map(\.name)))
    }

    /// Masks the secret variables of a plan, in every phase, and the user's secrets wherever they stand.
    package init(_ plan: RunPlan) { self.init(plan, seen: []) }

    /// Masks also what a look at the environment has brought, and tokens that the task can ask for.
    package init(_ plan: RunPlan, seen: [PhaseVariable], tokens: [String] = []) {
        var known: Set<String> = []
        let variables = plan.phases.flatMap(\.environment).filter(\.isSecret).compactMap { variable in
            let text = variable.text(treeID: "")
            return known.insert("\(variable.name)=\(text)").inserted ? (name: variable.name, value: text) : nil
        }
        let found = seen.filter(\.isSecret).compactMap { variable in
            variable.text.map { (name: variable.name, value: $0) }
        }
        let answers = tokens.map { (name: "access_token", value: $0) }
        self.init(
            variables: variables + found + answers + plan.secrets.map { (name: $0.name, value: $0.value) },
            secretNames: Set((variables + found + answers).map(\.name) + plan.secrets.map(\.name)))
    }
}
