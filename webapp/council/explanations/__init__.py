"""Why a representative voted as they did, said afterwards to the households they speak for."""
