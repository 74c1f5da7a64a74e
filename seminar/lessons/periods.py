"""The minutes of a lesson's steps: for the periods of its plan, or for that of a class."""


def columns(lesson, own=None):
    """A plan's columns, (period, minutes of each step): for a class's own period, or each.

    A beginning, lesson 0, has a length of its own.
    """
    if own and lesson.number and lesson.periods:
        return [(own, minutes(lesson, own))]
    return [(period, [step.minutes[n] for step in lesson.plan])
            for n, period in enumerate(lesson.periods)]


def minutes(lesson, period):
    """The minutes of a lesson's steps for a ``period`` of another length: their shares of it.

    Those in class add up to the period; what is lost by rounding goes to the steps that lost most
    by it. What is done at home, or by who wants more, keeps its minutes.
    """
    column = min(range(len(lesson.periods)), key=lambda n: abs(lesson.periods[n] - period))
    found = [step.minutes[column] for step in lesson.plan]
    in_class = [n for n, step in enumerate(lesson.plan) if step.place == "class"]
    total = sum(found[n] for n in in_class)
    shares = {n: found[n] * period / total for n in in_class if total}
    for n, share in shares.items():
        found[n] = int(share)
    lost = sorted(shares, key=lambda n: found[n] - shares[n])
    for n in lost[:period - sum(found[n] for n in in_class)]:
        found[n] += 1
    return found
