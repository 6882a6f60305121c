import Documents
import Planning
import Records
import TaskModel

extension Redaction {
    /// Masks the secret variables of a plan, in every phase.
    package init(_ plan: RunPlan) {
        var seen: Set<String> = []
        let variables = plan.phases.flatMap(\.environment).filter(\.isSecret).compactMap { variable in
            let text = variable.text(treeID: "")
            return seen.insert("\(variable.name)=\(text)").inserted ? (name: variable.name, value: text) : nil
        }
        let members = plan.definition.variables.flatMap(\.variables).compactMap { variable in
            if case .string(let text) = variable.value, SecretName.matches(variable.name) {
                return (name: variable.name, value: text)
            }
            return nil
        }
        self.init(variables: variables + members, secretNames: Set(variables.map(\.name)))
    }
}
