package dev.ostiary.emulator.exchange;

/**
 * Which calls a fault or a refusal is for.
 *
 * @param operation AWS's name of it, `STS` for all of STS, or empty for every operation
 * @param model a part of the model id as the caller spells it, or empty for every call
 */
public record Selector(String operation, String model) {
    public static final Selector ALL = new Selector("", "");

    public static Selector operation(String name) {
        return new Selector(name, "");
    }

    public static Selector model(String part) {
        return new Selector("", part);
    }

    public boolean matches(Call call) {
        boolean operationFits = operation.isEmpty()
                || operation.equals(call.operation().wireName())
                || operation.equals("STS") && call.operation().isSts();
        return operationFits && (model.isEmpty() || call.modelName().contains(model));
    }
}
