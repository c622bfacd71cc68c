"""A sample of the campaign over random networks: their facts agree with the arrays and with measured slopes."""

from hypothesis import HealthCheck, given, settings

from tests.walkthrough.random_walks import cases, check


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_the_facts_of_random_networks_agree_with_arrays_and_measured_slopes(case):
    check(case)
