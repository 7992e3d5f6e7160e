"""Tests of the detector of worries, and the sentences that it is measured with."""
